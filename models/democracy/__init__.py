"""How a village decides in public: four deliberations, two postings, and what everybody may ask about them."""
