// The part of icebreak's contract that the load needs, on Node and socket.io, with nothing stored.
// Prints the port that it listens on.
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { Server } from "socket.io";

const ROOM_SIZE = 4;
const HOST = "host";
const people = new Map(); // token -> { id, room, socket }
let version = 0;

const token = () => randomBytes(32).toString("base64url");

function open() {
  return { session_id: "s", code: "BCDFGH", host_token: HOST, join_token: "join" };
}

function join() {
  const person = { id: `p${people.size}`, room: null, socket: null };
  const secret = token();
  people.set(secret, person);
  return { session_id: "s", participant_id: person.id, token: secret };
}

function startRound() {
  let number = 0;
  for (const person of people.values()) {
    person.room = `r${Math.floor(number++ / ROOM_SIZE)}`;
    person.socket?.join(person.room);
    person.socket?.emit("room.opened", { of: "me", version: ++version, room: person.room });
  }
  return {};
}

const commands = {
  "session.open": open,
  "session.join": join,
  "session.start": () => ({}),
  "round.start": startRound,
};

const http = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => {
    body += chunk;
  });
  request.on("end", () => {
    const command = commands[request.url.replace("/api/v1/", "")];
    const answer = command
      ? { ok: true, ...command(JSON.parse(body)) }
      : { ok: false, error: "unknown_command" };
    response.writeHead(command ? 200 : 404, { "Content-Type": "application/json" });
    response.end(JSON.stringify(answer));
  });
});

const io = new Server(http, {
  transports: ["websocket"],
  pingInterval: 20_000,
  pingTimeout: 20_000,
  maxHttpBufferSize: 16_384,
});

io.use((socket, next) => {
  const { token } = socket.handshake.auth;
  const person = people.get(token);
  if (!person && token !== HOST) return next(new Error("unauthorised"));
  socket.data.person = person;
  next();
});

io.on("connection", (socket) => {
  const { person } = socket.data;
  socket.join("session");
  if (person) person.socket = socket;
  socket.on("story.tell", ({ key, room, text }, acknowledge) => {
    version += 1;
    io.to(room).emit("story.told", {
      of: "room",
      version,
      room,
      story: { id: key, by: person.id, text },
    });
    acknowledge({ ok: true, versions: { session: 1, room: version, me: 1 }, story_id: key });
  });
  socket.on("host.say", ({ text }, acknowledge) => {
    version += 1;
    io.to("session").emit("host.said", { of: "session", version, text });
    acknowledge({ ok: true, versions: { session: version } });
  });
});

http.listen(0, "127.0.0.1", () => process.stdout.write(`${http.address().port}\n`));
