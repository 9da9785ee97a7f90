export * from "../elsewhere/report.js";
export { fetchPage as sameAgain } from "./pages.js";
