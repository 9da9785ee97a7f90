const folders = ["./src/trigger/"];

export const base = { project: "proj_example", dirs: [...folders, "./generated"], ignorePatterns: ["**/*.skip.ts"] };
