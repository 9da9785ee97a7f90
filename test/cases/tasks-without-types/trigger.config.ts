import { defineConfig } from "@trigger.dev/sdk";

export default defineConfig({ project: "proj_example", maxDuration: 60 });
