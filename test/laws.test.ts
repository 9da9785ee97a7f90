import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { didYouMean } from "../src/diagnostics/did-you-mean.js";
import { commentSafe } from "../src/emit/fill.js";
import { camelCase, kebabCase, pascalCase, words } from "../src/ir/names.js";
import { printAccess, printKey, printString } from "../src/lift/literal.js";
import { itemKeyPrefix, stepKey } from "../src/plan/keys.js";

const anyText = fc.string({ unit: "binary", maxLength: 40 });

describe("idempotency keys", () => {
  const name = fc.integer({ min: 1, max: 80 }).map((length) => "k".repeat(length));
  const index = fc.integer({ min: 0, max: 9_999_999 });

  test("never have the 64 characters that Trigger.dev takes for a hash", () => {
    fc.assert(
      fc.property(name, index, (step, place) => {
        expect(stepKey(step)).not.toHaveLength(64);
        expect(`${itemKeyPrefix(step)}${place}`).not.toHaveLength(64);
      }),
    );
  });

  test("differ for different items of a list", () => {
    fc.assert(
      fc.property(name, index, index, (step, a, b) => {
        fc.pre(a !== b);
        expect(`${itemKeyPrefix(step)}${a}`).not.toBe(`${itemKeyPrefix(step)}${b}`);
      }),
    );
  });
});

describe("names", () => {
  test.each([
    ["AudioProcessingTrack", "audio-processing-track", "audioProcessingTrack", "AudioProcessingTrack"],
    ["media_audio_extract", "media-audio-extract", "mediaAudioExtract", "MediaAudioExtract"],
    ["HTTPServer2Go", "http-server2-go", "httpServer2Go", "HttpServer2Go"],
    ["transcode.v2/hd", "transcode-v2-hd", "transcodeV2Hd", "TranscodeV2Hd"],
    ["2nd pass", "2nd-pass", "_2ndPass", "_2ndPass"],
  ])("of %s", (name, kebab, camel, pascal) => {
    expect([kebabCase(name), camelCase(name), pascalCase(name)]).toEqual([kebab, camel, pascal]);
  });

  test("are identifiers, whatever they were made of", () => {
    fc.assert(
      fc.property(anyText, (name) => {
        for (const made of [camelCase(name), pascalCase(name)])
          expect(made).toMatch(/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u);
      }),
    );
  });

  test("survive a round trip", () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (list) => {
        expect(words(list.join("_"))).toEqual(list);
        expect(kebabCase(pascalCase(list.join(" ")))).toBe(kebabCase(words(pascalCase(list.join(" "))).join("-")));
      }),
    );
  });
});

describe("what is printed", () => {
  const evaluate = (code: string): unknown => new Function(`"use strict"; return ${code};`)();

  test("of a string, a key or an access means what it was made of", () => {
    fc.assert(
      fc.property(anyText, fc.integer(), (text, value) => {
        expect(evaluate(printString(text))).toBe(text);
        const object = evaluate(`({ ${printKey(text)}: ${value} })`) as object;
        expect(Object.entries(object)).toEqual([[text, value]]);
        expect(evaluate(`({ ${printKey(text)}: ${value} })${printAccess(text)}`)).toBe(value);
      }),
    );
  });

  test("in a comment cannot end it", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("*", "/", "\\", "\n", "\u2028", "a") }), (text) => {
        expect(evaluate(`1 /* ${commentSafe(text)} */`)).toBe(1);
        expect(evaluate(`1 // ${commentSafe(text)}\n`)).toBe(1);
      }),
    );
  });
});

describe("did you mean", () => {
  test("finds a name with one letter changed, left out or put in", () => {
    const known = ["media_audio_extract", "split_video", "AudioProcessingTrack"];
    fc.assert(
      fc.property(fc.constantFrom(...known), fc.nat(), fc.constantFrom("change", "drop", "add"), (name, at, how) => {
        const index = at % name.length;
        const letter = how === "drop" ? "" : "q";
        const typo = name.slice(0, index) + letter + name.slice(how === "add" ? index : index + 1);
        fc.pre(typo !== name);
        expect(didYouMean(typo, known)[0]).toBe(name);
      }),
    );
  });

  test("does not guess where nothing is near", () => {
    expect(didYouMean("publish", ["media_audio_extract", "split_video"])).toEqual([]);
  });
});
