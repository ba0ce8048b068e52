import fc from "fast-check";

// The same random cases in every run, so that a red test is a change; YENWIND_RANDOM=1 looks for new ones.
if (process.env.YENWIND_RANDOM === undefined) fc.configureGlobal({ seed: 20260630 });
