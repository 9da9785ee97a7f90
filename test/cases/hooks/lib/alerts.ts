/** Tells the people who are on duty. */
export const alertDuty = async ({ error, task }: { error: unknown; task: string }): Promise<void> => {
  console.error(task, error);
};
