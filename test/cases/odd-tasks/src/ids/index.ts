export { Ids, ids, prefix as pages } from "./ids.js";
