import { defineTasks } from "flowgen";

export const service = { name: "service", defineTasks };

export default class Service {}
