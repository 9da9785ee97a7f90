import type { z } from "zod";
import { $schema } from "./holes.js";

const $Input = $schema;
type $Input = z.output<typeof $Input>;
