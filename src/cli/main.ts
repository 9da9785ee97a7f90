#!/usr/bin/env node
import { exitStatusOf, explain } from "./exit-status.js";
import { createProgram } from "./program.js";

try {
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode = exitStatusOf(error);
  process.stderr.write(explain(error));
}
