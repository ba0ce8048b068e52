import { defineConfig } from "vite";

// The scripts of pages as single files: `vite build` makes the one that `yenwind report` puts into its page,
// `vite build --mode explore` that of `yenwind explore`.
export default defineConfig(({ mode }) => {
  const page = mode === "explore" ? "explore" : "report";
  return {
    define: { "process.env.NODE_ENV": JSON.stringify("production") },
    build: {
      outDir: "dist/page",
      emptyOutDir: false,
      target: "es2022",
      lib: { entry: page === "report" ? "src/page/dom/main.ts" : "src/page/dom/explore.ts", formats: ["iife"], name: "yenwindPage", fileName: () => `${page}.js`, cssFileName: page },
      reportCompressedSize: false,
    },
    logLevel: "warn",
    publicDir: false,
  };
});
