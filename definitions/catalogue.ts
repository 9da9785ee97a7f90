import { z } from "zod";
import { defineCompositeTrack, defineOrchestrator, defineTrack } from "./registry.js";

const posterTrack = defineTrack({
  name: "PosterTrack",
  tasks: [{ taskName: "make_poster" }],
});

const summaryTrack = defineTrack({
  name: "SummaryTrack",
  input: z.object({ videoUrl: z.string() }),
  tasks: [
    { taskName: "media_audio_extract" },
    {
      taskName: "deepgram_speech_to_text",
      inputMapper: (audio, { input }) => ({ audioUrl: audio.audioUrl, videoUrl: input.videoUrl }),
    },
    { taskName: "write_summary" },
  ],
});

/** What a catalogue says of a video: its length, a picture from its middle and a summary of its speech. */
export const previewTrack = defineCompositeTrack({
  name: "PreviewTrack",
  type: "composite",
  input: z.object({ videoUrl: z.string() }),
  tasks: [{ taskName: "describe_video" }],
  subTracks: [posterTrack, summaryTrack],
  subTrackInputMappings: {
    PosterTrack: (video, { input }) => ({ videoUrl: input.videoUrl, atSeconds: video.durationSeconds / 2 }),
    SummaryTrack: (_video, { input }) => ({ videoUrl: input.videoUrl }),
  },
  mergeStrategy: async ([poster, text]) => ({ posterUrl: poster.posterUrl, summary: text.summary }),
});

/** A page of the catalogue for a video, with a preview of it. */
export const catalogueOrchestrator = defineOrchestrator({
  name: "VideoCatalogueOrchestrator",
  input: z.object({ videoUrl: z.string() }),
  tracks: [previewTrack, { taskName: "describe_video" }],
  finalTask: {
    taskName: "publish_catalogue_entry",
    inputMapper: ({ PreviewTrack, describe_video }) => ({
      posterUrl: PreviewTrack.posterUrl,
      summary: PreviewTrack.summary,
      durationSeconds: describe_video.durationSeconds,
    }),
  },
});
