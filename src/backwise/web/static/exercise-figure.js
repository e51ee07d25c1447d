// Sets the figure of an exercise in motion. Without this script its key poses stand side by side.
import { play } from "./figure.js";

const place = document.querySelector("#figure");
const handle = (does) => place.querySelector(`[data-does="${does}"]`);
const TURN_DEGREES = 45;

async function read(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} gives ${answer.status}`);
  return answer.json();
}

async function move() {
  const [body, motion] = await Promise.all([read(place.dataset.body), read(place.dataset.motion)]);
  const still = place.querySelector(".scene img");
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", still.alt);
  still.after(canvas);
  let figure;
  // The still stays until the first picture is painted in its place.
  await new Promise((painted) => (figure = play(canvas, body, motion, { onpose: painted })));
  place.classList.add("running");
  const say = () => place.classList.toggle("paused", figure.paused);
  // A tap on the figure does what this button does.
  canvas.addEventListener("click", say);
  handle("toggle").addEventListener("click", () => {
    figure.toggle();
    say();
  });
  handle("turn").addEventListener("click", () => figure.turn(TURN_DEGREES));
  const other = handle("mirror");
  other?.addEventListener("click", () => {
    const mirrored = place.classList.toggle("mirrored");
    other.setAttribute("aria-pressed", mirrored);
    figure.mirror(mirrored);
  });
}

if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
  place.classList.add("ready");
  handle("move").addEventListener("click", async () => {
    place.classList.add("wanted");
    await move();
    handle("toggle").focus();
  });
} else move();
