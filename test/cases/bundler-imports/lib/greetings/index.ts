export const greetings = { en: "Hello", de: "Hallo" } as const;
