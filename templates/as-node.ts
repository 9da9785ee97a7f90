import { $body } from "./holes.js";
import { asNode } from "./progress.js";

export async function template() {
  return await asNode(async () => {
    $body;
  });
}
