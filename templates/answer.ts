import { $schema } from "./holes.js";

const $Answer = $schema;
