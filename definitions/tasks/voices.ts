interface Voice {
  /** Voice id of ElevenLabs' premade library. */
  elevenlabs: string;
  /** Language and variant of eSpeak NG: those that say the same text the same way every time. */
  espeak: string;
}

const VOICES: Record<string, Voice> = {
  adam: { elevenlabs: "pNInz6obpgDQGcFmaJgB", espeak: "en-us+m3" },
  antoni: { elevenlabs: "ErXwobaYiN019PkySvjV", espeak: "en-us+m1" },
  bella: { elevenlabs: "EXAVITQu4vr4xnSDxMaL", espeak: "en-us+f4" },
  elli: { elevenlabs: "MF3mGyEYCl7XYWbV9V6O", espeak: "en-us+Annie" },
  josh: { elevenlabs: "TxGEqnHWrfWFTfGW9XjX", espeak: "en-us+m7" },
  rachel: { elevenlabs: "21m00Tcm4TlvDq8ikWAM", espeak: "en-us+f2" },
};

export const VOICE_NAMES = Object.keys(VOICES);

/** The service's own name of a voice. A name we do not know is taken for one the service does. */
export function voiceOf(service: keyof Voice, name: string): string {
  return VOICES[name.toLowerCase()]?.[service] ?? name;
}
