// Talkers and listeners on one server for a while: URL, SECONDS. Prints what became of them.
import { io } from "socket.io-client";

const [url, seconds] = process.argv.slice(2);
const EACH = 10;
const EVERY = 500; // milliseconds

const seen = { connected: 0, said: 0, answered: 0, told: 0, pings: 0, ended: [], refused: [] };

function client(name) {
  const socket = io(url, { transports: ["websocket"], forceNew: true, auth: { token: name } });
  socket.on("connect", () => {
    seen.connected += 1;
    socket.io.engine.on("ping", () => {
      seen.pings += 1;
    });
  });
  socket.on("disconnect", (reason) => seen.ended.push(reason));
  socket.on("connect_error", (error) => seen.refused.push(error.message));
  socket.on("told", () => {
    seen.told += 1;
  });
  return socket;
}

const talkers = Array.from({ length: EACH }, () => client("talker"));
const listeners = Array.from({ length: EACH }, () => client("listener"));

const talk = setInterval(() => {
  for (const talker of talkers.filter((one) => one.connected)) {
    seen.said += 1;
    talker.emit("echo", { number: seen.said }, (answer) => {
      seen.answered += answer.number > 0 ? 1 : 0;
    });
  }
}, EVERY);

setTimeout(() => {
  clearInterval(talk);
  for (const one of [...talkers, ...listeners]) one.emit("tell", { room: "everyone", text: "bye" });
  setTimeout(() => {
    process.stdout.write(JSON.stringify(seen));
    process.exit();
  }, 1000);
}, seconds * 1000);
