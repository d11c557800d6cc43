/* nanomsg protocols. */
#ifndef CHANLINT_NN_SURVEY_H
#define CHANLINT_NN_SURVEY_H

#define NN_SURVEYOR 98
#define NN_RESPONDENT 99

#endif
