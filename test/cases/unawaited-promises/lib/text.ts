export const trimmed = async (page: { text: string }): Promise<string> => page.text.trim();
