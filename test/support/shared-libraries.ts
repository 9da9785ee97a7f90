import type { ts } from "ts-morph";

/**
 * A `createCompilerHost` that parses each library file once for all programs: every case reads the same seven hundred.
 * A parsed file serves any program that asks for it in the same way.
 */
export function sharingLibraries(create: typeof ts.createCompilerHost): typeof ts.createCompilerHost {
  const parsed = new Map<string, ts.SourceFile | undefined>();
  return (...given) => {
    const host = create(...given);
    const getSourceFile = host.getSourceFile.bind(host);
    host.getSourceFile = (path, version, ...rest) => {
      if (!path.includes("/node_modules/") && !path.includes("/dist/")) return getSourceFile(path, version, ...rest);
      const format =
        typeof version === "object" ? `${version.languageVersion} ${version.impliedNodeFormat}` : `${version}`;
      const key = `${format} ${path}`;
      if (!parsed.has(key)) parsed.set(key, getSourceFile(path, version, ...rest));
      return parsed.get(key);
    };
    return host;
  };
}
