import { defineConfig } from "vite";

// The scripts of pages as single files, for `yenwind report` to put into the page itself.
export default defineConfig({
  define: { "process.env.NODE_ENV": JSON.stringify("production") },
  build: {
    outDir: "dist/page",
    emptyOutDir: true,
    target: "es2022",
    lib: { entry: "src/page/dom/main.ts", formats: ["iife"], name: "yenwindPage", fileName: () => "report.js", cssFileName: "report" },
    reportCompressedSize: false,
  },
  logLevel: "warn",
  publicDir: false,
});
