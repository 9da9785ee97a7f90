export async function onCancel(): Promise<void> {
  console.log("cancelled");
}
