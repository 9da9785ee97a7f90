import { createFlow, defineTasks } from "flowgen";
import * as schemas from "./tasks/schemas.js";

/** The contracts of the tasks in `tasks/`. */
export const tasks = defineTasks({
  media_audio_extract: { input: schemas.MediaAudioExtractInput, output: schemas.MediaAudioExtractOutput },
  deepgram_speech_to_text: { input: schemas.DeepgramSpeechToTextInput, output: schemas.DeepgramSpeechToTextOutput },
  convert_json_to_srt: { input: schemas.ConvertJsonToSrtInput, output: schemas.ConvertJsonToSrtOutput },
  split_srt_into_segments: { input: schemas.SplitSrtIntoSegmentsInput, output: schemas.SplitSrtIntoSegmentsOutput },
  elevenlabs_text_to_speech: {
    input: schemas.ElevenlabsTextToSpeechInput,
    output: schemas.ElevenlabsTextToSpeechOutput,
  },
  combine_audio_segments: { input: schemas.CombineAudioSegmentsInput, output: schemas.CombineAudioSegmentsOutput },
  video_strip_audios: { input: schemas.VideoStripAudiosInput, output: schemas.VideoStripAudiosOutput },
  split_video: { input: schemas.SplitVideoInput, output: schemas.SplitVideoOutput },
  transcode_video_segment: { input: schemas.TranscodeVideoSegmentInput, output: schemas.TranscodeVideoSegmentOutput },
  combine_video_segments: { input: schemas.CombineVideoSegmentsInput, output: schemas.CombineVideoSegmentsOutput },
  merge_audio_video: { input: schemas.MergeAudioVideoInput, output: schemas.MergeAudioVideoOutput },
  describe_video: { input: schemas.DescribeVideoInput, output: schemas.DescribeVideoOutput },
  make_poster: { input: schemas.MakePosterInput, output: schemas.MakePosterOutput },
  write_summary: { input: schemas.WriteSummaryInput, output: schemas.WriteSummaryOutput },
  publish_catalogue_entry: { input: schemas.PublishCatalogueEntryInput, output: schemas.PublishCatalogueEntryOutput },
});

export const { defineTrack, defineCompositeTrack, defineOrchestrator } = createFlow(tasks);
