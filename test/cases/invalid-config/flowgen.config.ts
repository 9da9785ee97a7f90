export default { outputs: "out", timeLimit: "long" };
