import { defineConfig } from "flowgen";

export default defineConfig({ output: "definitions/../.." });
