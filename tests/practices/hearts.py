"""The heart of each practice: the sections that every sitting from two minutes on must hold.

In order; the practice itself begins with the first. A practice without them is another practice.
"""

HEARTS = {
    ("en", "breathing-kindness"): (
        "A hand, or the ground",
        "Alive",
        "Kindness comes in",
    ),
    ("en", "choosing-compassion"): (
        "Something you did",
        "The voice inside",
        "Someone you love",
        "Choosing",
        "One small act",
    ),
    ("en", "compassionate-circulation"): (
        "It comes in",
        "It goes through you",
        "It goes out",
        "Around",
        "Where it sticks",
    ),
    ("en", "compassionate-self-imagery"): (
        "Your body",
        "Wise, strong and warm",
        "Face and voice",
        "What you’d say",
        "One small thing",
    ),
    ("en", "grounding"): (
        "Feet and hands",
        "If it gets worse",
        "Sounds",
        "Things to see",
    ),
    ("en", "hold-gently"): (
        "One feeling",
        "Welcome",
        "Like a crying child",
        "Room",
        "Something tender",
    ),
    ("en", "imagine-another"): (
        "Someone you love",
        "Their face",
        "The love that’s here",
        "The same love for you",
    ),
    ("en", "loving-kindness"): (
        "Someone easy",
        "Good wishes",
        "They wish you well",
        "All of us",
    ),
    ("en", "self-compassion-break"): (
        "Something hard",
        "This is hard",
        "Others know this",
        "Kindness",
    ),
    ("en", "someone-or-something-you-care-for"): (
        "What you look after",
        "How you do it",
        "On a bad day",
        "You too",
        "One kind thing",
    ),
    ("es", "breathing-kindness"): (
        "Una mano, o el suelo",
        "Con vida",
        "Entra el cariño",
    ),
    ("es", "choosing-compassion"): (
        "Algo que hiciste",
        "La voz de dentro",
        "Alguien a quien quieres",
        "Elegir",
        "Un gesto pequeño",
    ),
    ("es", "compassionate-circulation"): (
        "Llega",
        "Pasa por ti",
        "Sale",
        "Da la vuelta",
        "Donde se atasca",
    ),
    ("es", "compassionate-self-imagery"): (
        "Tu cuerpo",
        "Sabiduría, fuerza y calidez",
        "Cara y voz",
        "Lo que dirías",
        "Una cosa pequeña",
    ),
    ("es", "grounding"): (
        "Pies y manos",
        "Si empeora",
        "Sonidos",
        "Cosas que ves",
    ),
    ("es", "hold-gently"): (
        "Un sentimiento",
        "La bienvenida",
        "Como a un bebé que llora",
        "Espacio",
        "Algo tierno",
    ),
    ("es", "imagine-another"): (
        "Alguien a quien quieres",
        "Su cara",
        "El cariño que está aquí",
        "El mismo cariño para ti",
    ),
    ("es", "loving-kindness"): (
        "Alguien fácil de querer",
        "Buenos deseos",
        "Te lo desea a ti",
        "Para todo el mundo",
    ),
    ("es", "self-compassion-break"): (
        "Algo difícil",
        "Esto es difícil",
        "A más gente le pasa",
        "Cariño",
    ),
    ("es", "someone-or-something-you-care-for"): (
        "Lo que cuidas",
        "Cómo lo cuidas",
        "En un mal día",
        "Tú también",
        "Algo bueno para ti",
    ),
}
