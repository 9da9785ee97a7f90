/** Resources that are always there, or that mean no work: of the thread, its servers, its terminals and its timers. */
const STANDING = new Set(["Immediate", "MessagePort", "PipeWrap", "TCPServerWrap", "TTYWrap", "Timeout", "Worker"]);

/** Whether this thread has files, sockets, processes or look-ups going. */
export const realWork = (): boolean => process.getActiveResourcesInfo().some((resource) => !STANDING.has(resource));
