import { z } from "zod";
import { defineTrack } from "./registry.js";

/** The video's speech, spoken again by another voice. */
export const audioTrack = defineTrack({
  name: "AudioProcessingTrack",
  input: z.object({ videoUrl: z.string(), voice: z.string() }),
  tasks: [
    { taskName: "media_audio_extract", inputMapper: (input) => ({ videoUrl: input.videoUrl }) },
    {
      taskName: "deepgram_speech_to_text",
      // Without a key for Deepgram, the words come from the video's own captions.
      inputMapper: (audio, { input }) => ({ audioUrl: audio.audioUrl, videoUrl: input.videoUrl }),
    },
    { taskName: "convert_json_to_srt" },
    { taskName: "split_srt_into_segments" },
    {
      taskName: "elevenlabs_text_to_speech",
      forEach: (split) => split.segments,
      inputMapper: (segment, { input }) => ({ text: segment.text, start: segment.start, voice: input.voice }),
    },
    { taskName: "combine_audio_segments", inputMapper: (segments) => ({ segments }) },
  ],
});

/** The video without its sound, transcoded in parts. */
export const videoTrack = defineTrack({
  name: "VideoProcessingTrack",
  input: z.object({ videoUrl: z.string() }),
  tasks: [
    { taskName: "video_strip_audios" },
    { taskName: "split_video", inputMapper: (video) => ({ silentUrl: video.silentUrl, parts: 10 }) },
    { taskName: "transcode_video_segment", forEach: (split) => split.parts, inputMapper: (part) => ({ part }) },
    {
      taskName: "combine_video_segments",
      inputMapper: (segments) => ({ mp4Urls: segments.map(({ mp4Url }) => mp4Url) }),
    },
  ],
});
