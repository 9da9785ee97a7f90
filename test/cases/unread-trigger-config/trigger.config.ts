import { defineConfig } from "@trigger.dev/sdk";

export default defineConfig({ project: "proj_example", dirs: [process.env["TASKS"] ?? "./trigger"], maxDuration: 60 });
