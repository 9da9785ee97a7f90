import { wait } from "@trigger.dev/sdk";
import { $period } from "./holes.js";

export async function template() {
  // $comment
  await wait.for($period);
}
