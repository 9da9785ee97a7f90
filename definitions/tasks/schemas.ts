import { z } from "zod";

// Times are seconds from the start of the recording. A url is an http(s) or file:// url, or a plain local path.

export const Word = z.object({ text: z.string(), start: z.number(), end: z.number() });
export const Transcript = z.object({ words: z.array(Word) });
export const Segment = z.object({ text: z.string(), start: z.number(), end: z.number() });
export const PlacedSpeech = z.object({ mp3Url: z.string(), start: z.number() });

export const MediaAudioExtractInput = z.object({ videoUrl: z.string() });
export const MediaAudioExtractOutput = z.object({ audioUrl: z.string() });

export const DeepgramSpeechToTextInput = z.object({ audioUrl: z.string(), videoUrl: z.string() });
export const DeepgramSpeechToTextOutput = z.object({ transcript: Transcript });

export const ConvertJsonToSrtInput = z.object({ transcript: Transcript });
export const ConvertJsonToSrtOutput = z.object({ srt: z.string() });

export const SplitSrtIntoSegmentsInput = z.object({ srt: z.string() });
export const SplitSrtIntoSegmentsOutput = z.object({ segments: z.array(Segment) });

export const ElevenlabsTextToSpeechInput = z.object({ text: z.string(), start: z.number(), voice: z.string() });
export const ElevenlabsTextToSpeechOutput = z.object({ mp3Url: z.string(), start: z.number(), seconds: z.number() });

export const CombineAudioSegmentsInput = z.object({ segments: z.array(PlacedSpeech) });
export const CombineAudioSegmentsOutput = z.object({ finalAudio: z.string() });

export const VideoStripAudiosInput = z.object({ videoUrl: z.string() });
export const VideoStripAudiosOutput = z.object({ silentUrl: z.string() });

export const SplitVideoInput = z.object({ silentUrl: z.string(), parts: z.number().int().min(1).max(100) });
export const SplitVideoOutput = z.object({ parts: z.array(z.string()) });

export const TranscodeVideoSegmentInput = z.object({ part: z.string() });
export const TranscodeVideoSegmentOutput = z.object({ mp4Url: z.string() });

export const CombineVideoSegmentsInput = z.object({ mp4Urls: z.array(z.string()).min(1) });
export const CombineVideoSegmentsOutput = z.object({ finalVideo: z.string() });

export const MergeAudioVideoInput = z.object({ audioUrl: z.string(), videoUrl: z.string() });
export const MergeAudioVideoOutput = z.object({ url: z.string() });

export const DescribeVideoInput = z.object({ videoUrl: z.string() });
export const DescribeVideoOutput = z.object({
  durationSeconds: z.number(),
  width: z.number(),
  height: z.number(),
  hasAudio: z.boolean(),
});

export const MakePosterInput = z.object({ videoUrl: z.string(), atSeconds: z.number().min(0) });
export const MakePosterOutput = z.object({ posterUrl: z.string() });

export const WriteSummaryInput = z.object({ transcript: Transcript });
export const WriteSummaryOutput = z.object({ summary: z.string() });

export const PublishCatalogueEntryInput = z.object({
  posterUrl: z.string(),
  summary: z.string(),
  durationSeconds: z.number(),
});
export const PublishCatalogueEntryOutput = z.object({ entryUrl: z.string() });
