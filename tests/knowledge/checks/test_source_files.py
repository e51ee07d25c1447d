from backwise.library.checks import source_files
from backwise.library.findings import Finding


def test_a_page_without_a_link_or_a_reason_is_found(knowledge):
    source = knowledge["sources/downie-2013.toml"]
    source["link"] = ""
    source.pop("note", None)
    assert knowledge.found_by(source_files) == [
        Finding(
            "sources/downie-2013.toml",
            "link",
            "is empty.",
            "Add the page's address, or say in note why there is none.",
        )
    ]


def test_links_dates_documents_and_telephones_are_whole(knowledge):
    knowledge["sources/downie-2013.toml"]["link"] = "doi:10.1136/bmj.f7095"
    knowledge["sources/who-2023.toml"]["reviewed_on"] = "2026"
    leaflet = knowledge["sources/eda-hospital.toml"]
    del leaflet["document"]
    leaflet["contacts"][1]["phone"] = "07-615 ext. 22"
    assert knowledge.found_by(source_files) == [
        Finding(
            "sources/downie-2013.toml",
            "link",
            "is 'doi:10.1136/bmj.f7095'.",
            "Write the whole address, beginning with https://.",
        ),
        Finding(
            "sources/eda-hospital.toml",
            "contacts[1].phone",
            "is '07-615 ext. 22'.",
            "Use digits, with spaces or hyphens between them.",
        ),
        Finding("sources/eda-hospital.toml", "document", "is missing.", "Name the document's file without its ending."),
        Finding(
            "sources/who-2023.toml",
            "reviewed_on",
            "is not a date.",
            "Write the day when it was last read, as YYYY-MM-DD.",
        ),
    ]
