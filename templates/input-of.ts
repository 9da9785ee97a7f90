import type { z } from "zod";
import type { $schema } from "./holes.js";

type $Input = z.output<typeof $schema>;
