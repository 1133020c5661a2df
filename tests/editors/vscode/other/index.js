// Stands for another Python language server: it answers every question in its own way.
const { Hover, Location, Range, languages } = require("vscode");

exports.activate = () => {
  languages.registerHoverProvider("python", { provideHover: () => new Hover("the other's answer") });
  languages.registerDefinitionProvider("python", { provideDefinition: ({ uri }) => new Location(uri, new Range(0, 0, 0, 4)) });
};
