export const helper = "written by hand";
