export default { project: "proj_example", dirs: ["tasks"], maxDuration: 60 };
