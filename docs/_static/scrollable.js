/* Boxes that are wider than their place can be scrolled with the keyboard: they take the focus while they are. */

const boxes = document.querySelectorAll(".highlight pre, .table-wrapper");

const update = () => {
  for (const box of boxes) {
    if (box.scrollWidth > box.clientWidth) {
      box.tabIndex = 0;
    } else {
      box.removeAttribute("tabindex");
    }
  }
};

update();
/* Boxes change with the window, and when a part of the page is opened. */
const watcher = new ResizeObserver(update);
boxes.forEach((box) => watcher.observe(box));
