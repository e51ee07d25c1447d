// Suggests the region from the browser's time zone, never from the language. Without this script the person chooses.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
const regions = document.querySelector("#f-region");
const field = document.querySelector("#f-zone");
if (field) field.value = zone;
if (regions && !regions.value && zone) {
  const known = [...regions.options].find((option) => (option.dataset.zones || "").split(" ").includes(zone));
  if (known) regions.value = known.value;
}
