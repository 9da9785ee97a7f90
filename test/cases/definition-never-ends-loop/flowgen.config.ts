import { defineConfig } from "flowgen";

export default defineConfig({ timeLimit: 3 });
