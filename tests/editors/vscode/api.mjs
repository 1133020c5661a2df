// The tests of suite/, in the extension host.
import path from "node:path";
import { finish, ok, sleep, start, test } from "./harness.mjs";

const here = import.meta.dirname;
await test("the suite", async () => {
  const editor = await start({ folder: path.join(here, "../proj"), extensions: [path.join(here, "python")], tests: path.join(here, "suite/index.js") });
  const code = await Promise.race([editor.ended, sleep(540_000).then(() => "no end after 540 s")]);
  ok(code === 0, "the tests in the extension host have all run", code);
});
finish("VS Code, through the extension host");
