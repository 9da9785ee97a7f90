import type { OrchestratorDefinition, TrackDefinition } from "flowgen";
import { defineOrchestrator, defineTrack } from "./registry.js";

export const misspelt: TrackDefinition = {
  name: "Misspelt",
  tasks: [
    { taskName: "frist" },
    { taskName: "second", inputMapper: (prev, { outputs }) => ({ text: prev.text + outputs.frst.text }) },
    { taskName: "completely_different" },
  ],
};

const audioTrack = defineTrack({ name: "AudioTrack", tasks: [{ taskName: "first" }] });
const videoTrack = defineTrack({ name: "VideoTrack", tasks: [{ taskName: "first" }] });
const imageTrack = defineTrack({ name: "ImageTrack", tasks: [{ taskName: "first" }] });

export const misspeltOrchestrator: OrchestratorDefinition = {
  name: "MisspeltOrchestrator",
  tracks: [audioTrack, videoTrack, { taskName: "thrid" }],
  trackDependencies: { VideoTrack: ["AudioTrak"], AudoTrack: ["VideoTrack"], thrid: ["ImageTrack"] },
  trackInputMappings: {
    VideoTrack: (outputs) => outputs.AudioTrack,
    VideoTrak: () => ({ text: "" }),
    thrid: (outputs) => outputs.AudioTrakc,
  },
  finalTask: { taskName: "sekond", inputMapper: (outputs) => ({ text: outputs.VidoTrack.text }) },
};

export const elsewhere: OrchestratorDefinition = { name: "Elsewhere", tracks: [imageTrack] };

// One mistake each: that the types of the mapper or the hook are lost with the name is not another.
export const mapped = defineTrack({
  name: "Mapped",
  tasks: [{ taskName: "first" }, { taskName: "sekond", forEach: () => ["a"], inputMapper: (text) => ({ text }) }],
});
export const hooked = defineTrack({
  name: "Hooked",
  tasks: [{ taskName: "first" }],
  onSucess: ({ output }) => console.log(output),
});
export const ended = defineOrchestrator({
  name: "Ended",
  tracks: [audioTrack, videoTrack],
  trackDependencies: { VideoTrack: ["AudioTrak"] },
  output: (outputs) => ({ text: outputs.AudioTrack.text }),
});
export const rested = defineOrchestrator({
  name: "Rested",
  tracks: [audioTrack, { taskName: "secnd" }],
  trackDependencies: { second: ["AudioTrack"] },
  trackInputMappings: { second: (outputs) => ({ text: outputs.AudioTrack.text }) },
  output: (outputs) => ({ text: outputs.second.text }),
});
