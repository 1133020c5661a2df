// Stands for Microsoft's Python extension, as far as it tells others which interpreter is chosen; a test chooses.
const { EventEmitter } = require("vscode");

exports.activate = () => {
  // What it tells where nothing is chosen.
  let path = "python";
  const changed = new EventEmitter();
  return {
    environments: { getActiveEnvironmentPath: () => ({ id: path, path }), onDidChangeActiveEnvironmentPath: changed.event },
    choose: chosen => changed.fire({ id: (path = chosen), path }),
  };
};
