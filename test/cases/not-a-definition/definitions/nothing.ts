// @ts-nocheck: what is wrong here is for flowgen to say.
import { defineTrack } from "./registry.js";

export const track = defineTrack(undefined);
