import { z } from "zod";
import { defineOrchestrator } from "./registry.js";
import { audioTrack, videoTrack } from "./tracks.js";

/** A video's voice becomes an AI voice. */
export const videoAudioOrchestrator = defineOrchestrator({
  name: "VideoAudioOrchestrator",
  input: z.object({ videoUrl: z.string(), voice: z.string().default("rachel") }),
  tracks: [audioTrack, videoTrack],
  finalTask: {
    taskName: "merge_audio_video",
    inputMapper: (outputs) => ({
      audioUrl: outputs.AudioProcessingTrack.finalAudio,
      videoUrl: outputs.VideoProcessingTrack.finalVideo,
    }),
  },
});
