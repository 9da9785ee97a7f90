import { compensating } from "./compensation.js";
import { $body, $context } from "./holes.js";

export async function template() {
  return await compensating($context, "$keeper", async ($undo) => {
    $body;
  });
}
