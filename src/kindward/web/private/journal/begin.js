// With scripts the page of a practice tells once it was heard, and there is no sitting before that.

const later = document.querySelector("[name=heard]");
if (later) later.disabled = false;
