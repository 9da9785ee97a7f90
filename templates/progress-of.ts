import { progressOf } from "./progress.js";

const $progress = progressOf("$id");
