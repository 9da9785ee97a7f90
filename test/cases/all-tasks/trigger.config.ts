import { defineConfig } from "@trigger.dev/sdk";

const config = defineConfig({ project: "proj_example", dirs: ["./src/trigger", "./generated"], maxDuration: 60 });

export default config;
