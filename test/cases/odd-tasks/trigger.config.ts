import { defineConfig } from "@trigger.dev/sdk";
import { base } from "./trigger.base.js";

export default defineConfig({ ...base, maxDuration: 60 });
