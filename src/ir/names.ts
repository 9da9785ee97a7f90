/** Splits a name into its words: `AudioProcessingTrack`, `audio_processing-track` → `audio processing track`. */
export function words(name: string): string[] {
  return name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();

/** `AudioProcessingTrack` → `audio-processing-track`. */
export const kebabCase = (name: string): string => words(name).join("-").toLowerCase();

/** `media_audio_extract` → `MediaAudioExtract`. */
export const pascalCase = (name: string): string => identifier(words(name).map(capital).join(""));

/** `media_audio_extract` → `mediaAudioExtract`. */
export function camelCase(name: string): string {
  const pascal = words(name).map(capital).join("");
  return identifier(pascal.charAt(0).toLowerCase() + pascal.slice(1));
}

/** What the output of a node is called: `AudioProcessingTrack` → `audioProcessing`. */
export function graphVariable(name: string): string {
  const parts = words(name);
  const isTrack = parts.length > 1 && parts.at(-1)?.toLowerCase() === "track";
  return camelCase((isTrack ? parts.slice(0, -1) : parts).join(" "));
}

/** A name of only symbols, or one that begins with a digit, still needs an identifier. Not every number may be in one. */
function identifier(text: string): string {
  const allowed = text.replace(/[^\p{ID_Continue}]/gu, "");
  return /^\p{ID_Start}/u.test(allowed) ? allowed : `_${allowed}`;
}

/** A name as people read it, whatever is in it. */
export const oneLine = (name: string): string => name.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trimEnd();
