// The server's life: it is started, started again where it crashed (not for ever), told of, and stopped.

import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  LSPErrorCodes,
  LanguageClient,
  ResponseError,
  RevealOutputChannelOn,
  State,
} from "vscode-languageclient/node";

import { type Binary, type NoBinary, locate } from "./binary";
import { mode, others } from "./features";
import { middleware, refreshDiagnostics, serverSettings, tellSettings } from "./middleware";

/** How often within a while a server that crashes is started again. */
const MAX_RESTARTS = 4;
const WHILE = 3 * 60 * 1000;

export class Server implements vscode.Disposable {
  client: LanguageClient | undefined;
  binary: Binary | NoBinary | undefined;
  private readonly output = vscode.window.createOutputChannel("legb", { log: true });
  private readonly trace = vscode.window.createOutputChannel("legb: messages", { log: true });
  private readonly status = vscode.languages.createLanguageStatusItem("legb", { language: "python" });
  private readonly changed = new vscode.EventEmitter<void>();
  /** Another server runs, or none. */
  readonly onDidChange = this.changed.event;
  /** Starts and stops come one after the other. */
  private queue: Promise<void> = Promise.resolve();

  constructor(private readonly context: vscode.ExtensionContext) {
    this.status.name = "legb";
    this.tell(State.Starting);
  }

  /** Starts the server, or stops it and starts it anew with what the settings say now. */
  restart(): Promise<void> {
    this.abandon();
    this.queue = this.queue.then(() => this.stop()).then(() => this.start());
    return this.queue;
  }

  /** Ends a server that has not answered yet: one that hangs would keep its successor waiting for ever. */
  private abandon(): void {
    const client = this.client;
    if (client?.state !== State.Starting || !client.serverProcess) return;
    this.client = undefined;
    client.serverProcess.kill("SIGKILL");
  }

  /** Whether it runs, in a word. */
  state(): string {
    return { [State.Running]: "running", [State.Starting]: "starting" }[this.client?.state as number] ?? "stopped";
  }

  showOutput(): void {
    this.output.show(true);
  }

  showTrace(): void {
    this.trace.show(true);
    if (vscode.workspace.getConfiguration("legb").get("trace.server") === "off") {
      this.trace.info('Nothing is written here until the setting legb.trace.server is "messages" or "verbose".');
    }
  }

  /** What others have, or what the settings say, is new: answers are filtered anew. */
  refresh(): void {
    if (this.client?.isRunning()) refreshDiagnostics(this.client);
    this.tell(this.client?.state ?? State.Stopped);
  }

  /** What is given to the server as its settings is new. */
  settingsChanged(): void {
    this.queue = this.queue.then(() => tellSettings(this.client));
  }

  private async start(): Promise<void> {
    this.tell(State.Starting);
    this.binary = await locate(this.context);
    if ("problem" in this.binary) {
      this.fail(this.binary.problem);
      return;
    }
    const { path, from, version, warning } = this.binary;
    this.output.info(`legb ${version}: ${path} (${from})`);
    if (warning) void vscode.window.showWarningMessage(warning);
    const settings = vscode.workspace.getConfiguration("legb");
    const log: string = vscode.workspace.isTrusted ? settings.get("server.log", "") : "";
    const options = { env: { ...process.env, ...(log && { LEGB_LOG: log }) } };
    const client: LanguageClient = new Client(
      "legb",
      "legb",
      { command: path, args: ["server"], options },
      {
        documentSelector: [
          { scheme: "file", language: "python" },
          { scheme: "untitled", language: "python" },
        ],
        initializationOptions: () => serverSettings(),
        outputChannel: this.output,
        traceOutputChannel: switched(this.trace),
        revealOutputChannelOn: RevealOutputChannelOn.Never,
        errorHandler: restarting(() => this.client === client),
        // What `start` fails with is told by us.
        initializationFailedHandler: () => false,
        middleware: middleware(() => client),
      },
    );
    this.client = client;
    client.onDidChangeState(({ newState }) => {
      if (this.client !== client) return;
      this.tell(newState);
      this.changed.fire();
    });
    try {
      await client.start();
    } catch (error) {
      if (this.client !== client) return;
      this.fail(`legb ${version} did not start: ${error instanceof Error ? error.message : error}`);
    }
  }

  private async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    // One that has crashed, or hangs, is gone all the same.
    await client?.dispose(2000).catch(error => this.output.warn(`stopping: ${error}`));
  }

  private fail(problem: string): void {
    this.output.error(problem);
    this.tell(State.Stopped, problem);
    this.changed.fire();
    const [settings, output] = ["Open Settings", "Show Output"];
    void vscode.window.showErrorMessage(problem, settings, output).then(chosen => {
      if (chosen === settings) void vscode.commands.executeCommand("workbench.action.openSettings", "legb.server");
      if (chosen === output) this.showOutput();
    });
  }

  private tell(state: State, problem?: string): void {
    const { status } = this;
    const { Error, Information } = vscode.LanguageStatusSeverity;
    const isStopped = state !== State.Running && state !== State.Starting;
    void vscode.commands.executeCommand("setContext", "legb.state", isStopped ? "stopped" : "running");
    status.busy = state === State.Starting;
    status.severity = isStopped ? Error : Information;
    status.command = isStopped
      ? { command: "legb.restartServer", title: "Restart" }
      : { command: "legb.showEnvironment", title: "Details" };
    const version = this.binary && "version" in this.binary ? ` ${this.binary.version.split(" ")[0]}` : "";
    status.text = isStopped ? "legb does not run" : `legb${version}`;
    const beside = others().filter(({ features }) => features.includes("definition"));
    const names = beside.map(({ name }) => name).join(", ");
    const waiting =
      state === State.Starting ? "starting" : names && mode("definition") === "off" ? `beside ${names}` : "names";
    status.detail = problem ?? (isStopped ? "It was stopped, or has crashed too often." : waiting);
  }

  dispose(): void {
    void this.stop();
    vscode.Disposable.from(this.output, this.trace, this.status, this.changed).dispose();
  }
}

/** The library's client, but for its words on what was refused. */
class Client extends LanguageClient {
  override handleFailedRequest<T>(...request: Parameters<typeof LanguageClient.prototype.handleFailedRequest<T>>): T {
    const [{ method }, , error] = request;
    // It would be written down as a failure, with data that is meant for programs as `[object Object]`.
    if (!(error instanceof ResponseError) || error.code !== LSPErrorCodes.RequestFailed) {
      return super.handleFailedRequest(...request);
    }
    this.info(`${method}: ${error.message}`);
    throw error;
  }
}

/** Starts a server that has ended again, unless it does so again and again, or is not wanted any longer. */
function restarting(isWanted: () => boolean): ErrorHandler {
  let crashes: number[] = [];
  return {
    // What is written to a server that has just died fails. Its end is told as well, and only that counts.
    error: () => ({ action: ErrorAction.Continue }),
    closed: () => {
      if (!isWanted()) return { action: CloseAction.DoNotRestart, handled: true };
      crashes = [...crashes.filter(crash => Date.now() - crash < WHILE), Date.now()];
      if (crashes.length <= MAX_RESTARTS) return { action: CloseAction.Restart };
      const message = `legb has crashed ${crashes.length} times within three minutes and is left alone now. The command "legb: Restart Server" starts it again; its output may say why.`;
      return { action: CloseAction.DoNotRestart, message };
    },
  };
}

/** The trace's channel, which the client writes to while the setting says so, whatever the channel's own level is. */
function switched(channel: vscode.LogOutputChannel): vscode.LogOutputChannel {
  const isOn = () => vscode.workspace.getConfiguration("legb").get("trace.server", "off") !== "off";
  const changed: vscode.Event<vscode.LogLevel> = (listener, self, disposables) =>
    vscode.workspace.onDidChangeConfiguration(
      change => {
        if (change.affectsConfiguration("legb.trace")) {
          listener.call(self, isOn() ? vscode.LogLevel.Trace : vscode.LogLevel.Off);
        }
      },
      undefined,
      disposables,
    );
  return new Proxy(channel, {
    get: (target, key) => {
      if (key === "logLevel") return isOn() ? vscode.LogLevel.Trace : vscode.LogLevel.Off;
      if (key === "onDidChangeLogLevel") return changed;
      if (key === "trace") return (message: string) => target.info(message);
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
