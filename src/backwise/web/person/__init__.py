"""The pages of personal mode. A view parses, calls one verb of `care`, renders; presenters turn ids into words."""
