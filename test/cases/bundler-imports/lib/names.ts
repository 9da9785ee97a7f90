export const slug = (name: string): string => name.toLowerCase().replaceAll(" ", "-");

export type Language = "en" | "de";
